CREATE TRIGGER proof_append_only BEFORE UPDATE OR DELETE ON proof FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER proof_revocation_append_only BEFORE UPDATE OR DELETE ON proof_revocation FOR EACH ROW EXECUTE FUNCTION append_only();
