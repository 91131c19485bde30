-- Attendance only grows: what was recorded is corrected by a further row, never changed.
CREATE TRIGGER attendance_event_no_update BEFORE UPDATE ON attendance_event BEGIN SELECT RAISE(ABORT, 'attendance_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER attendance_event_no_delete BEFORE DELETE ON attendance_event BEGIN SELECT RAISE(ABORT, 'attendance_event is append-only'); END;
