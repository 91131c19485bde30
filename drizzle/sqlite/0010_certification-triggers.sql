-- What was recorded about a person or a case is taken back by a further row, never changed.
CREATE TRIGGER certification_file_no_update BEFORE UPDATE ON certification_file BEGIN SELECT RAISE(ABORT, 'certification_file is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER certification_file_no_delete BEFORE DELETE ON certification_file BEGIN SELECT RAISE(ABORT, 'certification_file is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER official_exam_no_update BEFORE UPDATE ON official_exam BEGIN SELECT RAISE(ABORT, 'official_exam is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER official_exam_no_delete BEFORE DELETE ON official_exam BEGIN SELECT RAISE(ABORT, 'official_exam is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER town_measure_no_update BEFORE UPDATE ON town_measure BEGIN SELECT RAISE(ABORT, 'town_measure is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER town_measure_no_delete BEFORE DELETE ON town_measure BEGIN SELECT RAISE(ABORT, 'town_measure is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER authority_proposal_no_update BEFORE UPDATE ON authority_proposal BEGIN SELECT RAISE(ABORT, 'authority_proposal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER authority_proposal_no_delete BEFORE DELETE ON authority_proposal BEGIN SELECT RAISE(ABORT, 'authority_proposal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER proposal_answer_no_update BEFORE UPDATE ON proposal_answer BEGIN SELECT RAISE(ABORT, 'proposal_answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER proposal_answer_no_delete BEFORE DELETE ON proposal_answer BEGIN SELECT RAISE(ABORT, 'proposal_answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER person_document_no_update BEFORE UPDATE ON person_document BEGIN SELECT RAISE(ABORT, 'person_document is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER person_document_no_delete BEFORE DELETE ON person_document BEGIN SELECT RAISE(ABORT, 'person_document is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER case_step_no_update BEFORE UPDATE ON case_step BEGIN SELECT RAISE(ABORT, 'case_step is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER case_step_no_delete BEFORE DELETE ON case_step BEGIN SELECT RAISE(ABORT, 'case_step is append-only'); END;
