CREATE TRIGGER typed_total_no_update BEFORE UPDATE ON typed_total BEGIN SELECT RAISE(ABORT, 'typed_total is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER typed_total_no_delete BEFORE DELETE ON typed_total BEGIN SELECT RAISE(ABORT, 'typed_total is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER draft_text_no_update BEFORE UPDATE ON draft_text BEGIN SELECT RAISE(ABORT, 'draft_text is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER draft_text_no_delete BEFORE DELETE ON draft_text BEGIN SELECT RAISE(ABORT, 'draft_text is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER report_snapshot_no_update BEFORE UPDATE ON report_snapshot BEGIN SELECT RAISE(ABORT, 'report_snapshot is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER report_snapshot_no_delete BEFORE DELETE ON report_snapshot BEGIN SELECT RAISE(ABORT, 'report_snapshot is append-only'); END;
