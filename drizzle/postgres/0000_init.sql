CREATE TABLE "answer" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "answer_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"attempt_id" integer NOT NULL,
	"position" integer NOT NULL,
	"sequence" integer NOT NULL,
	"choice" jsonb NOT NULL,
	"flagged" boolean NOT NULL,
	"received_at" bigint NOT NULL,
	"late" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attempt_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"exam_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"number" integer NOT NULL,
	"started_at" bigint NOT NULL,
	"deadline_at" bigint NOT NULL,
	"submitted_at" bigint,
	"submitted_by" text,
	"points" double precision,
	"points_possible" double precision NOT NULL,
	"passed" boolean,
	"late_counted" boolean
);
--> statement-breakpoint
CREATE TABLE "attempt_question" (
	"attempt_id" integer NOT NULL,
	"position" integer NOT NULL,
	"question_version_id" integer NOT NULL,
	"points" double precision NOT NULL,
	"option_order" jsonb NOT NULL,
	"points_awarded" double precision,
	CONSTRAINT "attempt_question_attempt_id_position_pk" PRIMARY KEY("attempt_id","position")
);
--> statement-breakpoint
CREATE TABLE "exam" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exam_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"blueprint" jsonb NOT NULL,
	"opens_at" bigint NOT NULL,
	"closes_at" bigint NOT NULL,
	"minutes" integer NOT NULL,
	"pass_percent" integer NOT NULL,
	"attempts_allowed" integer NOT NULL,
	"audience" jsonb NOT NULL,
	"notice" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"saved_at" bigint NOT NULL,
	"published_at" bigint,
	"withdrawn_at" bigint,
	"withdrawn_reason" text
);
--> statement-breakpoint
CREATE TABLE "exam_extra_time" (
	"exam_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"minutes" integer NOT NULL,
	"reason" text NOT NULL,
	"granted_at" bigint NOT NULL,
	"granted_by" integer,
	CONSTRAINT "exam_extra_time_exam_id_cadre_id_pk" PRIMARY KEY("exam_id","cadre_id"),
	CONSTRAINT "exam_extra_time_minutes" CHECK ("exam_extra_time"."minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "practice_answer" (
	"run_id" integer NOT NULL,
	"question_version_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"choice" jsonb NOT NULL,
	"right" boolean NOT NULL,
	"answered_at" bigint NOT NULL,
	CONSTRAINT "practice_answer_run_id_question_version_id_pk" PRIMARY KEY("run_id","question_version_id")
);
--> statement-breakpoint
CREATE TABLE "practice_card" (
	"cadre_id" integer NOT NULL,
	"question_id" integer NOT NULL,
	"seen" integer NOT NULL,
	"wrong" integer NOT NULL,
	"streak" integer NOT NULL,
	"in_book_since" bigint,
	"mastered_at" bigint,
	"favourite" boolean NOT NULL,
	"due_on" text,
	"memory" jsonb,
	CONSTRAINT "practice_card_cadre_id_question_id_pk" PRIMARY KEY("cadre_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "practice_run" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practice_run_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"mode" text NOT NULL,
	"topic_id" integer,
	"statute_id" integer,
	"version_ids" jsonb NOT NULL,
	"started_at" bigint NOT NULL,
	"touched_at" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "question" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "question_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	CONSTRAINT "question_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "question_citation" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "question_citation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"question_version_id" integer NOT NULL,
	"statute_id" integer NOT NULL,
	"article_id" integer,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_decision" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "question_decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"question_version_id" integer NOT NULL,
	"status" text NOT NULL,
	"decided_at" bigint NOT NULL,
	"decided_by" integer
);
--> statement-breakpoint
CREATE TABLE "question_report" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "question_report_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"question_version_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"body" text NOT NULL,
	"reported_at" bigint NOT NULL,
	"reply" text,
	"settled_at" bigint,
	"settled_by" integer
);
--> statement-breakpoint
CREATE TABLE "question_version" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "question_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"question_id" integer NOT NULL,
	"number" integer NOT NULL,
	"type" text NOT NULL,
	"topic_id" integer NOT NULL,
	"difficulty" integer NOT NULL,
	"stem" text NOT NULL,
	"options" jsonb NOT NULL,
	"answer" jsonb NOT NULL,
	"explanation" text NOT NULL,
	"valid_from" text,
	"valid_to" text,
	"fingerprint" text NOT NULL,
	"search_key" text NOT NULL,
	"written_at" bigint NOT NULL,
	"written_by" integer,
	CONSTRAINT "question_version_difficulty" CHECK ("question_version"."difficulty" between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "topic" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "topic_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "topic_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "certificate" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificate_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"number" text NOT NULL,
	"issuer" text NOT NULL,
	"field" text NOT NULL,
	"issued_on" text NOT NULL,
	"expires_on" text NOT NULL,
	"condition" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "certificate_number_unique" UNIQUE("number"),
	CONSTRAINT "certificate_days" CHECK ("certificate"."expires_on" >= "certificate"."issued_on")
);
--> statement-breakpoint
CREATE TABLE "certificate_event" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificate_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"certificate_id" integer NOT NULL,
	"kind" text NOT NULL,
	"happened_on" text NOT NULL,
	"authority" text NOT NULL,
	"number" text,
	"valid_from" text,
	"valid_to" text,
	"supersedes_id" integer,
	"document_number" text,
	"note" text,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "certificate_event_supersedesId_unique" UNIQUE("supersedes_id")
);
--> statement-breakpoint
CREATE TABLE "scheme" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "scheme_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"effective_from" text NOT NULL,
	"requirements" jsonb NOT NULL,
	"source" text NOT NULL,
	"certainty" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hours_decision" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hours_decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"submission_id" integer NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"minutes" integer,
	"decided_by" integer,
	"decided_at" bigint NOT NULL,
	CONSTRAINT "hours_decision_submissionId_unique" UNIQUE("submission_id"),
	CONSTRAINT "hours_decision_verdict" CHECK ("hours_decision"."verdict" in ('approved', 'returned', 'withdrawn')),
	CONSTRAINT "hours_decision_minutes" CHECK (("hours_decision"."verdict" = 'approved') = ("hours_decision"."minutes" is not null))
);
--> statement-breakpoint
CREATE TABLE "hours_entry" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hours_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"minutes" integer NOT NULL,
	"category" text NOT NULL,
	"ended_on" text NOT NULL,
	"title" text NOT NULL,
	"source_kind" text,
	"source_id" integer,
	"source_turn" integer,
	"reverses_id" integer,
	"reason" text,
	"entered_by" integer,
	"entered_at" bigint NOT NULL,
	CONSTRAINT "hours_entry_reversesId_unique" UNIQUE("reverses_id"),
	CONSTRAINT "hours_entry_sign" CHECK (("hours_entry"."reverses_id" is null and "hours_entry"."minutes" > 0) or ("hours_entry"."reverses_id" is not null and "hours_entry"."minutes" < 0))
);
--> statement-breakpoint
CREATE TABLE "hours_import" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hours_import_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"file_name" text NOT NULL,
	"entries" integer NOT NULL,
	"imported_by" integer,
	"imported_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hours_submission" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hours_submission_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"category" text NOT NULL,
	"title" text NOT NULL,
	"organiser" text NOT NULL,
	"ended_on" text NOT NULL,
	"minutes" integer NOT NULL,
	"file_hash" text NOT NULL,
	"file_name" text NOT NULL,
	"file_type" text NOT NULL,
	"file_size" integer NOT NULL,
	"submitted_by" integer,
	"submitted_at" bigint NOT NULL,
	CONSTRAINT "hours_submission_minutes" CHECK ("hours_submission"."minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "article" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"version_id" integer NOT NULL,
	"number" text NOT NULL,
	"position" integer NOT NULL,
	"summary" text NOT NULL,
	"text" text,
	"wording" text
);
--> statement-breakpoint
CREATE TABLE "statute" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "statute_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"title" text NOT NULL,
	"short_title" text NOT NULL,
	"issuer" text NOT NULL,
	"kind" text NOT NULL,
	"scope" text NOT NULL,
	"search_key" text NOT NULL,
	CONSTRAINT "statute_code_unique" UNIQUE("code"),
	CONSTRAINT "statute_shortTitle_unique" UNIQUE("short_title")
);
--> statement-breakpoint
CREATE TABLE "statute_version" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "statute_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"statute_id" integer NOT NULL,
	"label" text NOT NULL,
	"issued_on" text,
	"effective_from" text NOT NULL,
	"effective_to" text,
	"source" text NOT NULL,
	"frame" jsonb,
	CONSTRAINT "statute_version_days" CHECK ("statute_version"."effective_to" is null or "statute_version"."effective_to" >= "statute_version"."effective_from")
);
--> statement-breakpoint
CREATE TABLE "attendance_event" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attendance_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"session_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text,
	"reason" text,
	"at" bigint NOT NULL,
	"recorded_by" integer
);
--> statement-breakpoint
CREATE TABLE "calendar_feed" (
	"account_id" integer PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "calendar_feed_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "course" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "course_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"status" text NOT NULL,
	"version" integer,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"topic" text NOT NULL,
	"author" text NOT NULL,
	"cites" text NOT NULL,
	"law_as_of" text,
	"mandatory" boolean NOT NULL,
	"audience" jsonb NOT NULL,
	"due_on" text,
	"minutes" integer NOT NULL,
	"search_key" text NOT NULL,
	"title_key" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"saved_at" bigint NOT NULL,
	"published_at" bigint,
	"archived_at" bigint,
	CONSTRAINT "course_code_unique" UNIQUE("code"),
	CONSTRAINT "course_minutes" CHECK ("course"."minutes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "course_file" (
	"course_id" integer NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"added_at" bigint NOT NULL,
	"added_by" integer,
	CONSTRAINT "course_file_course_id_hash_pk" PRIMARY KEY("course_id","hash")
);
--> statement-breakpoint
CREATE TABLE "course_version" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "course_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"course_id" integer NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"outline" jsonb NOT NULL,
	"saved_at" bigint NOT NULL,
	"saved_by" integer,
	"published_at" bigint,
	"published_by" integer
);
--> statement-breakpoint
CREATE TABLE "enrolment" (
	"course_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"started_at" bigint NOT NULL,
	"touched_at" bigint NOT NULL,
	"completed_at" bigint,
	"completed_version" integer,
	CONSTRAINT "enrolment_course_id_cadre_id_pk" PRIMARY KEY("course_id","cadre_id")
);
--> statement-breakpoint
CREATE TABLE "group_attendance" (
	"session_id" integer NOT NULL,
	"group_id" integer NOT NULL,
	"headcount" integer NOT NULL,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "group_attendance_session_id_group_id_pk" PRIMARY KEY("session_id","group_id"),
	CONSTRAINT "group_attendance_count" CHECK ("group_attendance"."headcount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "lesson_answer" (
	"cadre_id" integer NOT NULL,
	"course_id" integer NOT NULL,
	"lesson_key" text NOT NULL,
	"round" integer NOT NULL,
	"part" text NOT NULL,
	"version" integer NOT NULL,
	"question_version_id" integer,
	"choice" jsonb NOT NULL,
	"right" boolean NOT NULL,
	"happened_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "lesson_answer_cadre_id_course_id_lesson_key_round_part_pk" PRIMARY KEY("cadre_id","course_id","lesson_key","round","part")
);
--> statement-breakpoint
CREATE TABLE "lesson_evidence" (
	"cadre_id" integer NOT NULL,
	"report_id" text NOT NULL,
	"course_id" integer NOT NULL,
	"version" integer NOT NULL,
	"lesson_key" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"happened_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "lesson_evidence_cadre_id_report_id_pk" PRIMARY KEY("cadre_id","report_id")
);
--> statement-breakpoint
CREATE TABLE "lesson_progress" (
	"course_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"lesson_key" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"touched_at" bigint NOT NULL,
	"done_at" bigint,
	"place" jsonb NOT NULL,
	CONSTRAINT "lesson_progress_cadre_id_course_id_lesson_key_pk" PRIMARY KEY("cadre_id","course_id","lesson_key")
);
--> statement-breakpoint
CREATE TABLE "lesson_question" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lesson_question_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"course_id" integer NOT NULL,
	"lesson_key" text NOT NULL,
	"cadre_id" integer NOT NULL,
	"body" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"answer" text,
	"answered_at" bigint,
	"answered_by" integer
);
--> statement-breakpoint
CREATE TABLE "session_attachment" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_attachment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"session_id" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"added_at" bigint NOT NULL,
	"added_by" integer,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "session_feedback" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_feedback_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"session_id" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"remark" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_feedback_given" (
	"session_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	CONSTRAINT "session_feedback_given_session_id_cadre_id_pk" PRIMARY KEY("session_id","cadre_id")
);
--> statement-breakpoint
CREATE TABLE "session_outcome" (
	"session_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"state" text NOT NULL,
	"credited" boolean NOT NULL,
	CONSTRAINT "session_outcome_session_id_cadre_id_pk" PRIMARY KEY("session_id","cadre_id")
);
--> statement-breakpoint
CREATE TABLE "training_group" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_group_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	CONSTRAINT "training_group_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "training_group_member" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_group_member_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"group_id" integer NOT NULL,
	"name" text NOT NULL,
	"village" text NOT NULL,
	"added_at" bigint NOT NULL,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "training_session" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_session_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"place" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"hours" double precision NOT NULL,
	"instructors" jsonb NOT NULL,
	"programme" text NOT NULL,
	"quota" integer,
	"audience" jsonb NOT NULL,
	"group_ids" jsonb NOT NULL,
	"check_out_required" boolean NOT NULL,
	"makes_up_for_id" integer,
	"secret" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"saved_at" bigint NOT NULL,
	"announced_at" bigint,
	"closed_at" bigint,
	"closed_by" integer,
	"cancelled_at" bigint,
	"cancelled_reason" text,
	CONSTRAINT "training_session_times" CHECK ("training_session"."starts_at" < "training_session"."ends_at"),
	CONSTRAINT "training_session_quota" CHECK ("training_session"."quota" is null or "training_session"."quota" > 0)
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "account_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"login" text NOT NULL,
	"display_name" text NOT NULL,
	"cadre_id" integer,
	"password_hash" text NOT NULL,
	"must_change_password" boolean NOT NULL,
	"failed_sign_ins" integer DEFAULT 0 NOT NULL,
	"locked_until" bigint,
	"disabled_at" bigint,
	"created_at" bigint NOT NULL,
	"last_sign_in_at" bigint,
	CONSTRAINT "account_login_unique" UNIQUE("login"),
	CONSTRAINT "account_cadreId_unique" UNIQUE("cadre_id")
);
--> statement-breakpoint
CREATE TABLE "account_role" (
	"account_id" integer NOT NULL,
	"role" text NOT NULL,
	"unit_id" integer,
	"granted_at" bigint NOT NULL,
	"granted_by" integer,
	CONSTRAINT "account_role_account_id_role_pk" PRIMARY KEY("account_id","role")
);
--> statement-breakpoint
CREATE TABLE "cadre" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cadre_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"staff_number" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"name_initials" text NOT NULL,
	"unit_id" integer NOT NULL,
	"post" text NOT NULL,
	"establishment" text NOT NULL,
	"enforcement_post" boolean NOT NULL,
	"joined_on" text NOT NULL,
	"left_on" text,
	CONSTRAINT "cadre_staffNumber_unique" UNIQUE("staff_number"),
	CONSTRAINT "cadre_establishment" CHECK ("cadre"."establishment" in ('administrative', 'public-institution', 'auxiliary'))
);
--> statement-breakpoint
CREATE TABLE "org_unit" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "org_unit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"closed_on" text,
	CONSTRAINT "org_unit_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "setup_link" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sign_in_session" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" integer NOT NULL,
	"expires_at" bigint NOT NULL,
	"started_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"device" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" bigint NOT NULL,
	"actor_kind" text NOT NULL,
	"account_id" integer,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text,
	"detail" jsonb NOT NULL,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "audit_pending" (
	"event_id" integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seal" (
	"position" integer PRIMARY KEY NOT NULL,
	"event_id" integer NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_seal_eventId_unique" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "calendar_day" (
	"day" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "calendar_day_kind" CHECK ("calendar_day"."kind" in ('holiday', 'workday'))
);
--> statement-breakpoint
CREATE TABLE "calendar_year" (
	"year" integer PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"entered_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "setting_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"effective_from" text NOT NULL,
	"basis" text NOT NULL,
	"set_by" integer,
	"set_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stored_file" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stored_file_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"stored_at" bigint NOT NULL,
	"stored_by" integer
);
--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_exam_id_exam_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exam"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_question" ADD CONSTRAINT "attempt_question_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_question" ADD CONSTRAINT "attempt_question_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_extra_time" ADD CONSTRAINT "exam_extra_time_exam_id_exam_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exam"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_extra_time" ADD CONSTRAINT "exam_extra_time_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_answer" ADD CONSTRAINT "practice_answer_run_id_practice_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."practice_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_answer" ADD CONSTRAINT "practice_answer_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_answer" ADD CONSTRAINT "practice_answer_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_card" ADD CONSTRAINT "practice_card_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_card" ADD CONSTRAINT "practice_card_question_id_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."question"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_run" ADD CONSTRAINT "practice_run_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_run" ADD CONSTRAINT "practice_run_topic_id_topic_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topic"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_run" ADD CONSTRAINT "practice_run_statute_id_statute_id_fk" FOREIGN KEY ("statute_id") REFERENCES "public"."statute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_citation" ADD CONSTRAINT "question_citation_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_citation" ADD CONSTRAINT "question_citation_statute_id_statute_id_fk" FOREIGN KEY ("statute_id") REFERENCES "public"."statute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_citation" ADD CONSTRAINT "question_citation_article_id_article_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."article"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_decision" ADD CONSTRAINT "question_decision_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_report" ADD CONSTRAINT "question_report_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_report" ADD CONSTRAINT "question_report_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_version" ADD CONSTRAINT "question_version_question_id_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."question"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_version" ADD CONSTRAINT "question_version_topic_id_topic_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topic"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_certificate_id_certificate_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours_decision" ADD CONSTRAINT "hours_decision_submission_id_hours_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."hours_submission"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours_entry" ADD CONSTRAINT "hours_entry_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours_submission" ADD CONSTRAINT "hours_submission_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article" ADD CONSTRAINT "article_version_id_statute_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."statute_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statute_version" ADD CONSTRAINT "statute_version_statute_id_statute_id_fk" FOREIGN KEY ("statute_id") REFERENCES "public"."statute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_event" ADD CONSTRAINT "attendance_event_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_event" ADD CONSTRAINT "attendance_event_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_file" ADD CONSTRAINT "course_file_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_attendance" ADD CONSTRAINT "group_attendance_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_attendance" ADD CONSTRAINT "group_attendance_group_id_training_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."training_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_answer" ADD CONSTRAINT "lesson_answer_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_answer" ADD CONSTRAINT "lesson_answer_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_evidence" ADD CONSTRAINT "lesson_evidence_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_evidence" ADD CONSTRAINT "lesson_evidence_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_progress" ADD CONSTRAINT "lesson_progress_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_progress" ADD CONSTRAINT "lesson_progress_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_question" ADD CONSTRAINT "lesson_question_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_question" ADD CONSTRAINT "lesson_question_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_attachment" ADD CONSTRAINT "session_attachment_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_feedback" ADD CONSTRAINT "session_feedback_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_feedback_given" ADD CONSTRAINT "session_feedback_given_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_feedback_given" ADD CONSTRAINT "session_feedback_given_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_outcome" ADD CONSTRAINT "session_outcome_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_outcome" ADD CONSTRAINT "session_outcome_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_group_member" ADD CONSTRAINT "training_group_member_group_id_training_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."training_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_role" ADD CONSTRAINT "account_role_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_role" ADD CONSTRAINT "account_role_unit_id_org_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cadre" ADD CONSTRAINT "cadre_unit_id_org_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_session" ADD CONSTRAINT "sign_in_session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_pending" ADD CONSTRAINT "audit_pending_event_id_audit_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "answer_sequence" ON "answer" USING btree ("attempt_id","position","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_number" ON "attempt" USING btree ("exam_id","cadre_id","number");--> statement-breakpoint
CREATE INDEX "attempt_cadre" ON "attempt" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "attempt_open" ON "attempt" USING btree ("submitted_at","deadline_at");--> statement-breakpoint
CREATE INDEX "attempt_question_version" ON "attempt_question" USING btree ("question_version_id");--> statement-breakpoint
CREATE INDEX "practice_answer_cadre" ON "practice_answer" USING btree ("cadre_id","answered_at");--> statement-breakpoint
CREATE INDEX "practice_card_due" ON "practice_card" USING btree ("cadre_id","due_on");--> statement-breakpoint
CREATE INDEX "practice_card_book" ON "practice_card" USING btree ("cadre_id","in_book_since");--> statement-breakpoint
CREATE INDEX "practice_run_cadre" ON "practice_run" USING btree ("cadre_id","touched_at");--> statement-breakpoint
CREATE INDEX "question_status" ON "question" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "question_citation_position" ON "question_citation" USING btree ("question_version_id","position");--> statement-breakpoint
CREATE INDEX "question_citation_article" ON "question_citation" USING btree ("article_id");--> statement-breakpoint
CREATE INDEX "question_decision_version" ON "question_decision" USING btree ("question_version_id");--> statement-breakpoint
CREATE INDEX "question_report_open" ON "question_report" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "question_report_cadre" ON "question_report" USING btree ("cadre_id");--> statement-breakpoint
CREATE UNIQUE INDEX "question_version_number" ON "question_version" USING btree ("question_id","number");--> statement-breakpoint
CREATE INDEX "question_version_topic" ON "question_version" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "question_version_fingerprint" ON "question_version" USING btree ("fingerprint");--> statement-breakpoint
CREATE INDEX "certificate_cadre" ON "certificate" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "certificate_expires" ON "certificate" USING btree ("expires_on");--> statement-breakpoint
CREATE INDEX "certificate_condition" ON "certificate" USING btree ("condition","expires_on");--> statement-breakpoint
CREATE INDEX "certificate_event_certificate" ON "certificate_event" USING btree ("certificate_id","happened_on");--> statement-breakpoint
CREATE UNIQUE INDEX "scheme_from" ON "scheme" USING btree ("effective_from");--> statement-breakpoint
CREATE INDEX "hours_entry_cadre" ON "hours_entry" USING btree ("cadre_id","ended_on");--> statement-breakpoint
CREATE UNIQUE INDEX "hours_entry_source" ON "hours_entry" USING btree ("cadre_id","source_kind","source_id","source_turn");--> statement-breakpoint
CREATE INDEX "hours_submission_cadre" ON "hours_submission" USING btree ("cadre_id","ended_on");--> statement-breakpoint
CREATE UNIQUE INDEX "article_number" ON "article" USING btree ("version_id","number");--> statement-breakpoint
CREATE INDEX "article_position" ON "article" USING btree ("version_id","position");--> statement-breakpoint
CREATE INDEX "article_wording" ON "article" USING btree ("wording");--> statement-breakpoint
CREATE UNIQUE INDEX "statute_version_from" ON "statute_version" USING btree ("statute_id","effective_from");--> statement-breakpoint
CREATE INDEX "attendance_event_session" ON "attendance_event" USING btree ("session_id","cadre_id");--> statement-breakpoint
CREATE INDEX "attendance_event_cadre" ON "attendance_event" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "course_status" ON "course" USING btree ("status");--> statement-breakpoint
CREATE INDEX "course_file_hash" ON "course_file" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "course_version_number" ON "course_version" USING btree ("course_id","number");--> statement-breakpoint
CREATE INDEX "enrolment_cadre" ON "enrolment" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "lesson_answer_course" ON "lesson_answer" USING btree ("course_id","lesson_key");--> statement-breakpoint
CREATE INDEX "lesson_evidence_lesson" ON "lesson_evidence" USING btree ("course_id","cadre_id","lesson_key");--> statement-breakpoint
CREATE INDEX "lesson_progress_course" ON "lesson_progress" USING btree ("course_id");--> statement-breakpoint
CREATE INDEX "lesson_question_lesson" ON "lesson_question" USING btree ("course_id","lesson_key");--> statement-breakpoint
CREATE INDEX "lesson_question_waiting" ON "lesson_question" USING btree ("answered_at");--> statement-breakpoint
CREATE INDEX "session_attachment_session" ON "session_attachment" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "session_feedback_session" ON "session_feedback" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "session_outcome_cadre" ON "session_outcome" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "training_group_member_group" ON "training_group_member" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "training_session_status" ON "training_session" USING btree ("status","starts_at");--> statement-breakpoint
CREATE INDEX "cadre_unit" ON "cadre" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "cadre_name" ON "cadre" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "sign_in_session_account" ON "sign_in_session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject","subject_id");--> statement-breakpoint
CREATE INDEX "audit_event_at" ON "audit_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "setting_key" ON "setting" USING btree ("key","effective_from");--> statement-breakpoint
CREATE UNIQUE INDEX "stored_file_hash_name" ON "stored_file" USING btree ("hash","name");