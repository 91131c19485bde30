-- What was recorded about a person or a case is taken back by a further row, never changed.
CREATE TRIGGER certification_file_append_only BEFORE UPDATE OR DELETE ON certification_file FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER official_exam_append_only BEFORE UPDATE OR DELETE ON official_exam FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER town_measure_append_only BEFORE UPDATE OR DELETE ON town_measure FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER authority_proposal_append_only BEFORE UPDATE OR DELETE ON authority_proposal FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER proposal_answer_append_only BEFORE UPDATE OR DELETE ON proposal_answer FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER person_document_append_only BEFORE UPDATE OR DELETE ON person_document FOR EACH ROW EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER case_step_append_only BEFORE UPDATE OR DELETE ON case_step FOR EACH ROW EXECUTE FUNCTION append_only();
