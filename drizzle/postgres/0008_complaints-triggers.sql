-- What happened to a case, what was collected and who looked is never rewritten; only the wrapping of a sealed text may change.
CREATE TRIGGER complaint_act_append_only BEFORE UPDATE OF id, complaint_id, kind, detail, happened_on, recorded_at, recorded_by OR DELETE ON complaint_act FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER complaint_evidence_append_only BEFORE UPDATE OF id, complaint_id, kind, file_hash, file_type, added_at, added_by OR DELETE ON complaint_evidence FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER complainant_look_append_only BEFORE UPDATE OR DELETE ON complainant_look FOR EACH ROW EXECUTE FUNCTION append_only();
