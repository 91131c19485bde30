-- Ledgers and trails only grow: what was written is corrected by a further row, never changed.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER answer_append_only BEFORE UPDATE OR DELETE ON answer FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER question_version_append_only BEFORE UPDATE OR DELETE ON question_version FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER question_citation_append_only BEFORE UPDATE OR DELETE ON question_citation FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER question_decision_append_only BEFORE UPDATE OR DELETE ON question_decision FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER certificate_event_append_only BEFORE UPDATE OR DELETE ON certificate_event FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER hours_entry_append_only BEFORE UPDATE OR DELETE ON hours_entry FOR EACH ROW EXECUTE FUNCTION append_only();

--> statement-breakpoint
CREATE TRIGGER practice_answer_append_only BEFORE UPDATE OR DELETE ON practice_answer FOR EACH ROW EXECUTE FUNCTION append_only();

--> statement-breakpoint
CREATE TRIGGER attendance_event_append_only BEFORE UPDATE OR DELETE ON attendance_event FOR EACH ROW EXECUTE FUNCTION append_only();

--> statement-breakpoint
CREATE TRIGGER lesson_evidence_append_only BEFORE UPDATE OR DELETE ON lesson_evidence FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER lesson_answer_append_only BEFORE UPDATE OR DELETE ON lesson_answer FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER course_version_append_only BEFORE UPDATE OR DELETE ON course_version FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION append_only();

--> statement-breakpoint
CREATE TRIGGER hours_submission_append_only BEFORE UPDATE OR DELETE ON hours_submission FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER hours_decision_append_only BEFORE UPDATE OR DELETE ON hours_decision FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER hours_import_append_only BEFORE UPDATE OR DELETE ON hours_import FOR EACH ROW EXECUTE FUNCTION append_only();
