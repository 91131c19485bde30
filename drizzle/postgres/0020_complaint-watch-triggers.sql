-- Where evidence went and what was made of a warning is never rewritten; only the wrapping of a sealed text may change.
CREATE TRIGGER evidence_custody_append_only BEFORE UPDATE OF id, complaint_id, evidence_id, kind, at, by OR DELETE ON evidence_custody FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER early_warning_act_append_only BEFORE UPDATE OF id, warning_id, state, at, by OR DELETE ON early_warning_act FOR EACH ROW EXECUTE FUNCTION append_only();
