-- The file of a pairing, signed records and what was said of them only grow.
CREATE TRIGGER pairing_event_no_update BEFORE UPDATE ON pairing_event BEGIN SELECT RAISE(ABORT, 'pairing_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER pairing_event_no_delete BEFORE DELETE ON pairing_event BEGIN SELECT RAISE(ABORT, 'pairing_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_change_no_update BEFORE UPDATE ON practice_change BEGIN SELECT RAISE(ABORT, 'practice_change is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_change_no_delete BEFORE DELETE ON practice_change BEGIN SELECT RAISE(ABORT, 'practice_change is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_seal_no_update BEFORE UPDATE ON practice_seal BEGIN SELECT RAISE(ABORT, 'practice_seal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_seal_no_delete BEFORE DELETE ON practice_seal BEGIN SELECT RAISE(ABORT, 'practice_seal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_remark_no_update BEFORE UPDATE ON practice_remark BEGIN SELECT RAISE(ABORT, 'practice_remark is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_remark_no_delete BEFORE DELETE ON practice_remark BEGIN SELECT RAISE(ABORT, 'practice_remark is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER pairing_assessment_no_update BEFORE UPDATE ON pairing_assessment BEGIN SELECT RAISE(ABORT, 'pairing_assessment is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER pairing_assessment_no_delete BEFORE DELETE ON pairing_assessment BEGIN SELECT RAISE(ABORT, 'pairing_assessment is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER pairing_opinion_no_update BEFORE UPDATE ON pairing_opinion BEGIN SELECT RAISE(ABORT, 'pairing_opinion is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER pairing_opinion_no_delete BEFORE DELETE ON pairing_opinion BEGIN SELECT RAISE(ABORT, 'pairing_opinion is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER practice_catalogue_no_update BEFORE UPDATE ON practice_catalogue WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a published practice_catalogue never changes'); END;
--> statement-breakpoint
CREATE TRIGGER practice_catalogue_no_delete BEFORE DELETE ON practice_catalogue WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a published practice_catalogue never changes'); END;
--> statement-breakpoint
CREATE TRIGGER practice_record_signed BEFORE UPDATE OF sheet ON practice_record WHEN OLD.signed = 1 BEGIN SELECT RAISE(ABORT, 'a signed practice_record never changes'); END;
--> statement-breakpoint
CREATE TRIGGER practice_record_no_delete BEFORE DELETE ON practice_record BEGIN SELECT RAISE(ABORT, 'practice_record is never deleted'); END;
