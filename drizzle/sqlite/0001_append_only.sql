-- Ledgers and trails only grow: what was written is corrected by a further row, never changed.
CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit_seal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit_seal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER answer_no_update BEFORE UPDATE ON answer BEGIN SELECT RAISE(ABORT, 'answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER answer_no_delete BEFORE DELETE ON answer BEGIN SELECT RAISE(ABORT, 'answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER question_version_no_update BEFORE UPDATE ON question_version BEGIN SELECT RAISE(ABORT, 'question_version is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER question_version_no_delete BEFORE DELETE ON question_version BEGIN SELECT RAISE(ABORT, 'question_version is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER question_citation_no_update BEFORE UPDATE ON question_citation BEGIN SELECT RAISE(ABORT, 'question_citation is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER question_citation_no_delete BEFORE DELETE ON question_citation BEGIN SELECT RAISE(ABORT, 'question_citation is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER question_decision_no_update BEFORE UPDATE ON question_decision BEGIN SELECT RAISE(ABORT, 'question_decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER question_decision_no_delete BEFORE DELETE ON question_decision BEGIN SELECT RAISE(ABORT, 'question_decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER certificate_event_no_update BEFORE UPDATE ON certificate_event BEGIN SELECT RAISE(ABORT, 'certificate_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER certificate_event_no_delete BEFORE DELETE ON certificate_event BEGIN SELECT RAISE(ABORT, 'certificate_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER hours_entry_no_update BEFORE UPDATE ON hours_entry BEGIN SELECT RAISE(ABORT, 'hours_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER hours_entry_no_delete BEFORE DELETE ON hours_entry BEGIN SELECT RAISE(ABORT, 'hours_entry is append-only'); END;

--> statement-breakpoint
CREATE TRIGGER practice_answer_no_update BEFORE UPDATE ON practice_answer BEGIN SELECT RAISE(ABORT, 'practice_answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_answer_no_delete BEFORE DELETE ON practice_answer BEGIN SELECT RAISE(ABORT, 'practice_answer is append-only'); END;

--> statement-breakpoint
CREATE TRIGGER attendance_event_no_update BEFORE UPDATE ON attendance_event BEGIN SELECT RAISE(ABORT, 'attendance_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER attendance_event_no_delete BEFORE DELETE ON attendance_event BEGIN SELECT RAISE(ABORT, 'attendance_event is append-only'); END;

--> statement-breakpoint
CREATE TRIGGER lesson_evidence_no_update BEFORE UPDATE ON lesson_evidence BEGIN SELECT RAISE(ABORT, 'lesson_evidence is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER lesson_evidence_no_delete BEFORE DELETE ON lesson_evidence BEGIN SELECT RAISE(ABORT, 'lesson_evidence is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER lesson_answer_no_update BEFORE UPDATE ON lesson_answer BEGIN SELECT RAISE(ABORT, 'lesson_answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER lesson_answer_no_delete BEFORE DELETE ON lesson_answer BEGIN SELECT RAISE(ABORT, 'lesson_answer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER course_version_no_update BEFORE UPDATE ON course_version WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a published course_version never changes'); END;
--> statement-breakpoint
CREATE TRIGGER course_version_no_delete BEFORE DELETE ON course_version WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a published course_version never changes'); END;

--> statement-breakpoint
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
