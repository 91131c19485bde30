CREATE TRIGGER practice_deed_no_update BEFORE UPDATE ON practice_deed BEGIN SELECT RAISE(ABORT, 'practice_deed is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_deed_no_delete BEFORE DELETE ON practice_deed BEGIN SELECT RAISE(ABORT, 'practice_deed is append-only'); END;
