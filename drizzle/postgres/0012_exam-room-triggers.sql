CREATE TRIGGER attempt_event_append_only BEFORE UPDATE OR DELETE ON attempt_event FOR EACH ROW EXECUTE FUNCTION append_only();
