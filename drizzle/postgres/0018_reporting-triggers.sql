CREATE TRIGGER typed_total_append_only BEFORE UPDATE OR DELETE ON typed_total FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER draft_text_append_only BEFORE UPDATE OR DELETE ON draft_text FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER report_snapshot_append_only BEFORE UPDATE OR DELETE ON report_snapshot FOR EACH ROW EXECUTE FUNCTION append_only();
