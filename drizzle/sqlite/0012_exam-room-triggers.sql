CREATE TRIGGER attempt_event_no_update BEFORE UPDATE ON attempt_event BEGIN SELECT RAISE(ABORT, 'attempt_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER attempt_event_no_delete BEFORE DELETE ON attempt_event BEGIN SELECT RAISE(ABORT, 'attempt_event is append-only'); END;
