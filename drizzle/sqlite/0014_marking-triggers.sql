CREATE TRIGGER attempt_result_no_update BEFORE UPDATE ON attempt_result BEGIN SELECT RAISE(ABORT, 'attempt_result is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER attempt_result_no_delete BEFORE DELETE ON attempt_result BEGIN SELECT RAISE(ABORT, 'attempt_result is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER human_mark_no_update BEFORE UPDATE ON human_mark BEGIN SELECT RAISE(ABORT, 'human_mark is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER human_mark_no_delete BEFORE DELETE ON human_mark BEGIN SELECT RAISE(ABORT, 'human_mark is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER remark_no_update BEFORE UPDATE ON remark BEGIN SELECT RAISE(ABORT, 'remark is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER remark_no_delete BEFORE DELETE ON remark BEGIN SELECT RAISE(ABORT, 'remark is append-only'); END;
