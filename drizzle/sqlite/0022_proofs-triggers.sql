CREATE TRIGGER proof_no_update BEFORE UPDATE ON proof BEGIN SELECT RAISE(ABORT, 'proof is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER proof_no_delete BEFORE DELETE ON proof BEGIN SELECT RAISE(ABORT, 'proof is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER proof_revocation_no_update BEFORE UPDATE ON proof_revocation BEGIN SELECT RAISE(ABORT, 'proof_revocation is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER proof_revocation_no_delete BEFORE DELETE ON proof_revocation BEGIN SELECT RAISE(ABORT, 'proof_revocation is append-only'); END;
