CREATE TRIGGER practice_deed_append_only BEFORE UPDATE OR DELETE ON practice_deed FOR EACH ROW EXECUTE FUNCTION append_only();
