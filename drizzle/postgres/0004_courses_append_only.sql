-- Evidence and answers only grow; contents stay what they were once they are published.
CREATE TRIGGER lesson_evidence_append_only BEFORE UPDATE OR DELETE ON lesson_evidence FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER lesson_answer_append_only BEFORE UPDATE OR DELETE ON lesson_answer FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER course_version_append_only BEFORE UPDATE OR DELETE ON course_version FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION append_only();
