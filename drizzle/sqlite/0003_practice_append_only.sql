CREATE TRIGGER practice_answer_no_update BEFORE UPDATE ON practice_answer BEGIN SELECT RAISE(ABORT, 'practice_answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_answer_no_delete BEFORE DELETE ON practice_answer BEGIN SELECT RAISE(ABORT, 'practice_answer is append-only'); END;
