-- Evidence and answers only grow; contents stay what they were once they are published.
CREATE TRIGGER lesson_evidence_no_update BEFORE UPDATE ON lesson_evidence BEGIN SELECT RAISE(ABORT, 'lesson_evidence is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER lesson_evidence_no_delete BEFORE DELETE ON lesson_evidence BEGIN SELECT RAISE(ABORT, 'lesson_evidence is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER lesson_answer_no_update BEFORE UPDATE ON lesson_answer BEGIN SELECT RAISE(ABORT, 'lesson_answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER lesson_answer_no_delete BEFORE DELETE ON lesson_answer BEGIN SELECT RAISE(ABORT, 'lesson_answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER course_version_no_update BEFORE UPDATE ON course_version WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a published course_version never changes'); END;
--> statement-breakpoint
CREATE TRIGGER course_version_no_delete BEFORE DELETE ON course_version WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a published course_version never changes'); END;
