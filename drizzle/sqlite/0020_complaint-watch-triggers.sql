-- Where evidence went and what was made of a warning is never rewritten; only the wrapping of a sealed text may change.
CREATE TRIGGER evidence_custody_no_update BEFORE UPDATE OF id, complaint_id, evidence_id, kind, at, by ON evidence_custody BEGIN SELECT RAISE(ABORT, 'evidence_custody is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER evidence_custody_no_delete BEFORE DELETE ON evidence_custody BEGIN SELECT RAISE(ABORT, 'evidence_custody is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER early_warning_act_no_update BEFORE UPDATE OF id, warning_id, state, at, by ON early_warning_act BEGIN SELECT RAISE(ABORT, 'early_warning_act is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER early_warning_act_no_delete BEFORE DELETE ON early_warning_act BEGIN SELECT RAISE(ABORT, 'early_warning_act is append-only'); END;
