CREATE TRIGGER attempt_result_append_only BEFORE UPDATE OR DELETE ON attempt_result FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER human_mark_append_only BEFORE UPDATE OR DELETE ON human_mark FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER remark_append_only BEFORE UPDATE OR DELETE ON remark FOR EACH ROW EXECUTE FUNCTION append_only();
