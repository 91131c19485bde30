-- What was submitted, decided and imported stays as it was: the ledger rests on it.
CREATE TRIGGER hours_submission_append_only BEFORE UPDATE OR DELETE ON hours_submission FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER hours_decision_append_only BEFORE UPDATE OR DELETE ON hours_decision FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER hours_import_append_only BEFORE UPDATE OR DELETE ON hours_import FOR EACH ROW EXECUTE FUNCTION append_only();
