-- What was submitted, decided and imported stays as it was: the ledger rests on it.
CREATE TRIGGER hours_submission_no_update BEFORE UPDATE ON hours_submission BEGIN SELECT RAISE(ABORT, 'hours_submission is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER hours_submission_no_delete BEFORE DELETE ON hours_submission BEGIN SELECT RAISE(ABORT, 'hours_submission is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER hours_decision_no_update BEFORE UPDATE ON hours_decision BEGIN SELECT RAISE(ABORT, 'hours_decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER hours_decision_no_delete BEFORE DELETE ON hours_decision BEGIN SELECT RAISE(ABORT, 'hours_decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER hours_import_no_update BEFORE UPDATE ON hours_import BEGIN SELECT RAISE(ABORT, 'hours_import is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER hours_import_no_delete BEFORE DELETE ON hours_import BEGIN SELECT RAISE(ABORT, 'hours_import is append-only'); END;
