CREATE TRIGGER practice_answer_append_only BEFORE UPDATE OR DELETE ON practice_answer FOR EACH ROW EXECUTE FUNCTION append_only();
