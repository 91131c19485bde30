CREATE TRIGGER pairing_event_append_only BEFORE UPDATE OR DELETE ON pairing_event FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER practice_change_append_only BEFORE UPDATE OR DELETE ON practice_change FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER practice_seal_append_only BEFORE UPDATE OR DELETE ON practice_seal FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER practice_remark_append_only BEFORE UPDATE OR DELETE ON practice_remark FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER pairing_assessment_append_only BEFORE UPDATE OR DELETE ON pairing_assessment FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER pairing_opinion_append_only BEFORE UPDATE OR DELETE ON pairing_opinion FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER practice_catalogue_append_only BEFORE UPDATE OR DELETE ON practice_catalogue FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER practice_record_signed BEFORE UPDATE OF sheet ON practice_record FOR EACH ROW WHEN (OLD.signed) EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER practice_record_no_delete BEFORE DELETE ON practice_record FOR EACH ROW EXECUTE FUNCTION append_only();
