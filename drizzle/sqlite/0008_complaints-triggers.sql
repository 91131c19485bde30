-- What happened to a case, what was collected and who looked is never rewritten; only the wrapping of a sealed text may change.
CREATE TRIGGER complaint_act_no_update BEFORE UPDATE OF id, complaint_id, kind, detail, happened_on, recorded_at, recorded_by ON complaint_act BEGIN SELECT RAISE(ABORT, 'complaint_act is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER complaint_act_no_delete BEFORE DELETE ON complaint_act BEGIN SELECT RAISE(ABORT, 'complaint_act is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER complaint_evidence_no_update BEFORE UPDATE OF id, complaint_id, kind, file_hash, file_type, added_at, added_by ON complaint_evidence BEGIN SELECT RAISE(ABORT, 'complaint_evidence is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER complaint_evidence_no_delete BEFORE DELETE ON complaint_evidence BEGIN SELECT RAISE(ABORT, 'complaint_evidence is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER complainant_look_no_update BEFORE UPDATE ON complainant_look BEGIN SELECT RAISE(ABORT, 'complainant_look is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER complainant_look_no_delete BEFORE DELETE ON complainant_look BEGIN SELECT RAISE(ABORT, 'complainant_look is append-only'); END;
