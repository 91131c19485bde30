-- Attendance only grows: what was recorded is corrected by a further row, never changed.
CREATE TRIGGER attendance_event_append_only BEFORE UPDATE OR DELETE ON attendance_event FOR EACH ROW EXECUTE FUNCTION append_only();
