CREATE TABLE `answer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`attempt_id` integer NOT NULL,
	`position` integer NOT NULL,
	`sequence` integer NOT NULL,
	`choice` text NOT NULL,
	`flagged` integer NOT NULL,
	`received_at` integer NOT NULL,
	`late` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_sequence` ON `answer` (`attempt_id`,`position`,`sequence`);--> statement-breakpoint
CREATE TABLE `attempt` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`exam_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`number` integer NOT NULL,
	`started_at` integer NOT NULL,
	`deadline_at` integer NOT NULL,
	`submitted_at` integer,
	`submitted_by` text,
	`points` real,
	`points_possible` real NOT NULL,
	`passed` integer,
	`late_counted` integer,
	FOREIGN KEY (`exam_id`) REFERENCES `exam`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_number` ON `attempt` (`exam_id`,`cadre_id`,`number`);--> statement-breakpoint
CREATE INDEX `attempt_cadre` ON `attempt` (`cadre_id`);--> statement-breakpoint
CREATE INDEX `attempt_open` ON `attempt` (`submitted_at`,`deadline_at`);--> statement-breakpoint
CREATE TABLE `attempt_question` (
	`attempt_id` integer NOT NULL,
	`position` integer NOT NULL,
	`question_version_id` integer NOT NULL,
	`points` real NOT NULL,
	`option_order` text NOT NULL,
	`points_awarded` real,
	PRIMARY KEY(`attempt_id`, `position`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attempt_question_version` ON `attempt_question` (`question_version_id`);--> statement-breakpoint
CREATE TABLE `exam` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`blueprint` text NOT NULL,
	`opens_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`minutes` integer NOT NULL,
	`pass_percent` integer NOT NULL,
	`attempts_allowed` integer NOT NULL,
	`audience` text NOT NULL,
	`notice` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`saved_at` integer NOT NULL,
	`published_at` integer,
	`withdrawn_at` integer,
	`withdrawn_reason` text
);
--> statement-breakpoint
CREATE TABLE `exam_extra_time` (
	`exam_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`minutes` integer NOT NULL,
	`reason` text NOT NULL,
	`granted_at` integer NOT NULL,
	`granted_by` integer,
	PRIMARY KEY(`exam_id`, `cadre_id`),
	FOREIGN KEY (`exam_id`) REFERENCES `exam`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "exam_extra_time_minutes" CHECK("exam_extra_time"."minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE `practice_answer` (
	`run_id` integer NOT NULL,
	`question_version_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`choice` text NOT NULL,
	`right` integer NOT NULL,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `question_version_id`),
	FOREIGN KEY (`run_id`) REFERENCES `practice_run`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_answer_cadre` ON `practice_answer` (`cadre_id`,`answered_at`);--> statement-breakpoint
CREATE TABLE `practice_card` (
	`cadre_id` integer NOT NULL,
	`question_id` integer NOT NULL,
	`seen` integer NOT NULL,
	`wrong` integer NOT NULL,
	`streak` integer NOT NULL,
	`in_book_since` integer,
	`mastered_at` integer,
	`favourite` integer NOT NULL,
	`due_on` text,
	`memory` text,
	PRIMARY KEY(`cadre_id`, `question_id`),
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_id`) REFERENCES `question`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_card_due` ON `practice_card` (`cadre_id`,`due_on`);--> statement-breakpoint
CREATE INDEX `practice_card_book` ON `practice_card` (`cadre_id`,`in_book_since`);--> statement-breakpoint
CREATE TABLE `practice_run` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`mode` text NOT NULL,
	`topic_id` integer,
	`statute_id` integer,
	`version_ids` text NOT NULL,
	`started_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topic`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`statute_id`) REFERENCES `statute`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_run_cadre` ON `practice_run` (`cadre_id`,`touched_at`);--> statement-breakpoint
CREATE TABLE `question` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`status` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_code_unique` ON `question` (`code`);--> statement-breakpoint
CREATE INDEX `question_status` ON `question` (`status`);--> statement-breakpoint
CREATE TABLE `question_citation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`question_version_id` integer NOT NULL,
	`statute_id` integer NOT NULL,
	`article_id` integer,
	`position` integer NOT NULL,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`statute_id`) REFERENCES `statute`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`article_id`) REFERENCES `article`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_citation_position` ON `question_citation` (`question_version_id`,`position`);--> statement-breakpoint
CREATE INDEX `question_citation_article` ON `question_citation` (`article_id`);--> statement-breakpoint
CREATE TABLE `question_decision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`question_version_id` integer NOT NULL,
	`status` text NOT NULL,
	`decided_at` integer NOT NULL,
	`decided_by` integer,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_decision_version` ON `question_decision` (`question_version_id`);--> statement-breakpoint
CREATE TABLE `question_report` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`question_version_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`body` text NOT NULL,
	`reported_at` integer NOT NULL,
	`reply` text,
	`settled_at` integer,
	`settled_by` integer,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_report_open` ON `question_report` (`settled_at`);--> statement-breakpoint
CREATE INDEX `question_report_cadre` ON `question_report` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `question_version` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`question_id` integer NOT NULL,
	`number` integer NOT NULL,
	`type` text NOT NULL,
	`topic_id` integer NOT NULL,
	`difficulty` integer NOT NULL,
	`stem` text NOT NULL,
	`options` text NOT NULL,
	`answer` text NOT NULL,
	`explanation` text NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`fingerprint` text NOT NULL,
	`search_key` text NOT NULL,
	`written_at` integer NOT NULL,
	`written_by` integer,
	FOREIGN KEY (`question_id`) REFERENCES `question`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topic`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "question_version_difficulty" CHECK("question_version"."difficulty" between 1 and 3)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_version_number` ON `question_version` (`question_id`,`number`);--> statement-breakpoint
CREATE INDEX `question_version_topic` ON `question_version` (`topic_id`);--> statement-breakpoint
CREATE INDEX `question_version_fingerprint` ON `question_version` (`fingerprint`);--> statement-breakpoint
CREATE TABLE `topic` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `topic_name_unique` ON `topic` (`name`);--> statement-breakpoint
CREATE TABLE `certificate` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`number` text NOT NULL,
	`issuer` text NOT NULL,
	`field` text NOT NULL,
	`issued_on` text NOT NULL,
	`expires_on` text NOT NULL,
	`condition` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "certificate_days" CHECK("certificate"."expires_on" >= "certificate"."issued_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_number_unique` ON `certificate` (`number`);--> statement-breakpoint
CREATE INDEX `certificate_cadre` ON `certificate` (`cadre_id`);--> statement-breakpoint
CREATE INDEX `certificate_expires` ON `certificate` (`expires_on`);--> statement-breakpoint
CREATE INDEX `certificate_condition` ON `certificate` (`condition`,`expires_on`);--> statement-breakpoint
CREATE TABLE `certificate_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`certificate_id` integer NOT NULL,
	`kind` text NOT NULL,
	`happened_on` text NOT NULL,
	`authority` text NOT NULL,
	`number` text,
	`valid_from` text,
	`valid_to` text,
	`supersedes_id` integer,
	`document_number` text,
	`note` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_event_supersedesId_unique` ON `certificate_event` (`supersedes_id`);--> statement-breakpoint
CREATE INDEX `certificate_event_certificate` ON `certificate_event` (`certificate_id`,`happened_on`);--> statement-breakpoint
CREATE TABLE `scheme` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`effective_from` text NOT NULL,
	`requirements` text NOT NULL,
	`source` text NOT NULL,
	`certainty` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scheme_from` ON `scheme` (`effective_from`);--> statement-breakpoint
CREATE TABLE `hours_decision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`submission_id` integer NOT NULL,
	`verdict` text NOT NULL,
	`reason` text,
	`minutes` integer,
	`decided_by` integer,
	`decided_at` integer NOT NULL,
	FOREIGN KEY (`submission_id`) REFERENCES `hours_submission`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "hours_decision_verdict" CHECK("hours_decision"."verdict" in ('approved', 'returned', 'withdrawn')),
	CONSTRAINT "hours_decision_minutes" CHECK(("hours_decision"."verdict" = 'approved') = ("hours_decision"."minutes" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hours_decision_submissionId_unique` ON `hours_decision` (`submission_id`);--> statement-breakpoint
CREATE TABLE `hours_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`minutes` integer NOT NULL,
	`category` text NOT NULL,
	`ended_on` text NOT NULL,
	`title` text NOT NULL,
	`source_kind` text,
	`source_id` integer,
	`source_turn` integer,
	`reverses_id` integer,
	`reason` text,
	`entered_by` integer,
	`entered_at` integer NOT NULL,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "hours_entry_sign" CHECK(("hours_entry"."reverses_id" is null and "hours_entry"."minutes" > 0) or ("hours_entry"."reverses_id" is not null and "hours_entry"."minutes" < 0))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hours_entry_reversesId_unique` ON `hours_entry` (`reverses_id`);--> statement-breakpoint
CREATE INDEX `hours_entry_cadre` ON `hours_entry` (`cadre_id`,`ended_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `hours_entry_source` ON `hours_entry` (`cadre_id`,`source_kind`,`source_id`,`source_turn`);--> statement-breakpoint
CREATE TABLE `hours_import` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`file_name` text NOT NULL,
	`entries` integer NOT NULL,
	`imported_by` integer,
	`imported_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `hours_submission` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`category` text NOT NULL,
	`title` text NOT NULL,
	`organiser` text NOT NULL,
	`ended_on` text NOT NULL,
	`minutes` integer NOT NULL,
	`file_hash` text NOT NULL,
	`file_name` text NOT NULL,
	`file_type` text NOT NULL,
	`file_size` integer NOT NULL,
	`submitted_by` integer,
	`submitted_at` integer NOT NULL,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "hours_submission_minutes" CHECK("hours_submission"."minutes" > 0)
);
--> statement-breakpoint
CREATE INDEX `hours_submission_cadre` ON `hours_submission` (`cadre_id`,`ended_on`);--> statement-breakpoint
CREATE TABLE `article` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version_id` integer NOT NULL,
	`number` text NOT NULL,
	`position` integer NOT NULL,
	`summary` text NOT NULL,
	`text` text,
	`wording` text,
	FOREIGN KEY (`version_id`) REFERENCES `statute_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `article_number` ON `article` (`version_id`,`number`);--> statement-breakpoint
CREATE INDEX `article_position` ON `article` (`version_id`,`position`);--> statement-breakpoint
CREATE INDEX `article_wording` ON `article` (`wording`);--> statement-breakpoint
CREATE TABLE `statute` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`short_title` text NOT NULL,
	`issuer` text NOT NULL,
	`kind` text NOT NULL,
	`scope` text NOT NULL,
	`search_key` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `statute_code_unique` ON `statute` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `statute_shortTitle_unique` ON `statute` (`short_title`);--> statement-breakpoint
CREATE TABLE `statute_version` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`statute_id` integer NOT NULL,
	`label` text NOT NULL,
	`issued_on` text,
	`effective_from` text NOT NULL,
	`effective_to` text,
	`source` text NOT NULL,
	`frame` text,
	FOREIGN KEY (`statute_id`) REFERENCES `statute`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "statute_version_days" CHECK("statute_version"."effective_to" is null or "statute_version"."effective_to" >= "statute_version"."effective_from")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `statute_version_from` ON `statute_version` (`statute_id`,`effective_from`);--> statement-breakpoint
CREATE TABLE `attendance_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`session_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`kind` text NOT NULL,
	`state` text,
	`reason` text,
	`at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attendance_event_session` ON `attendance_event` (`session_id`,`cadre_id`);--> statement-breakpoint
CREATE INDEX `attendance_event_cadre` ON `attendance_event` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `calendar_feed` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feed_tokenHash_unique` ON `calendar_feed` (`token_hash`);--> statement-breakpoint
CREATE TABLE `course` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`status` text NOT NULL,
	`version` integer,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`topic` text NOT NULL,
	`author` text NOT NULL,
	`cites` text NOT NULL,
	`law_as_of` text,
	`mandatory` integer NOT NULL,
	`audience` text NOT NULL,
	`due_on` text,
	`minutes` integer NOT NULL,
	`search_key` text NOT NULL,
	`title_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`saved_at` integer NOT NULL,
	`published_at` integer,
	`archived_at` integer,
	CONSTRAINT "course_minutes" CHECK("course"."minutes" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_code_unique` ON `course` (`code`);--> statement-breakpoint
CREATE INDEX `course_status` ON `course` (`status`);--> statement-breakpoint
CREATE TABLE `course_file` (
	`course_id` integer NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	PRIMARY KEY(`course_id`, `hash`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `course_file_hash` ON `course_file` (`hash`);--> statement-breakpoint
CREATE TABLE `course_version` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`course_id` integer NOT NULL,
	`number` integer NOT NULL,
	`content` text NOT NULL,
	`outline` text NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` integer,
	`published_at` integer,
	`published_by` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_version_number` ON `course_version` (`course_id`,`number`);--> statement-breakpoint
CREATE TABLE `enrolment` (
	`course_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`started_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	`completed_at` integer,
	`completed_version` integer,
	PRIMARY KEY(`course_id`, `cadre_id`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `enrolment_cadre` ON `enrolment` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `group_attendance` (
	`session_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	`headcount` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	PRIMARY KEY(`session_id`, `group_id`),
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `training_group`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "group_attendance_count" CHECK("group_attendance"."headcount" >= 0)
);
--> statement-breakpoint
CREATE TABLE `lesson_answer` (
	`cadre_id` integer NOT NULL,
	`course_id` integer NOT NULL,
	`lesson_key` text NOT NULL,
	`round` integer NOT NULL,
	`part` text NOT NULL,
	`version` integer NOT NULL,
	`question_version_id` integer,
	`choice` text NOT NULL,
	`right` integer NOT NULL,
	`happened_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`cadre_id`, `course_id`, `lesson_key`, `round`, `part`),
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_answer_course` ON `lesson_answer` (`course_id`,`lesson_key`);--> statement-breakpoint
CREATE TABLE `lesson_evidence` (
	`cadre_id` integer NOT NULL,
	`report_id` text NOT NULL,
	`course_id` integer NOT NULL,
	`version` integer NOT NULL,
	`lesson_key` text NOT NULL,
	`evidence` text NOT NULL,
	`happened_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`cadre_id`, `report_id`),
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_evidence_lesson` ON `lesson_evidence` (`course_id`,`cadre_id`,`lesson_key`);--> statement-breakpoint
CREATE TABLE `lesson_progress` (
	`course_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`lesson_key` text NOT NULL,
	`opened_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	`done_at` integer,
	`place` text NOT NULL,
	PRIMARY KEY(`cadre_id`, `course_id`, `lesson_key`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_progress_course` ON `lesson_progress` (`course_id`);--> statement-breakpoint
CREATE TABLE `lesson_question` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`course_id` integer NOT NULL,
	`lesson_key` text NOT NULL,
	`cadre_id` integer NOT NULL,
	`body` text NOT NULL,
	`asked_at` integer NOT NULL,
	`answer` text,
	`answered_at` integer,
	`answered_by` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_question_lesson` ON `lesson_question` (`course_id`,`lesson_key`);--> statement-breakpoint
CREATE INDEX `lesson_question_waiting` ON `lesson_question` (`answered_at`);--> statement-breakpoint
CREATE TABLE `session_attachment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`session_id` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	`removed_at` integer,
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_attachment_session` ON `session_attachment` (`session_id`);--> statement-breakpoint
CREATE TABLE `session_feedback` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`session_id` integer NOT NULL,
	`answers` text NOT NULL,
	`remark` text NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_feedback_session` ON `session_feedback` (`session_id`);--> statement-breakpoint
CREATE TABLE `session_feedback_given` (
	`session_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	PRIMARY KEY(`session_id`, `cadre_id`),
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `session_outcome` (
	`session_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`state` text NOT NULL,
	`credited` integer NOT NULL,
	PRIMARY KEY(`session_id`, `cadre_id`),
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_outcome_cadre` ON `session_outcome` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `training_group` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `training_group_name_unique` ON `training_group` (`name`);--> statement-breakpoint
CREATE TABLE `training_group_member` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`group_id` integer NOT NULL,
	`name` text NOT NULL,
	`village` text NOT NULL,
	`added_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`group_id`) REFERENCES `training_group`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `training_group_member_group` ON `training_group_member` (`group_id`);--> statement-breakpoint
CREATE TABLE `training_session` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`place` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`hours` real NOT NULL,
	`instructors` text NOT NULL,
	`programme` text NOT NULL,
	`quota` integer,
	`audience` text NOT NULL,
	`group_ids` text NOT NULL,
	`check_out_required` integer NOT NULL,
	`makes_up_for_id` integer,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`saved_at` integer NOT NULL,
	`announced_at` integer,
	`closed_at` integer,
	`closed_by` integer,
	`cancelled_at` integer,
	`cancelled_reason` text,
	CONSTRAINT "training_session_times" CHECK("training_session"."starts_at" < "training_session"."ends_at"),
	CONSTRAINT "training_session_quota" CHECK("training_session"."quota" is null or "training_session"."quota" > 0)
);
--> statement-breakpoint
CREATE INDEX `training_session_status` ON `training_session` (`status`,`starts_at`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`login` text NOT NULL,
	`display_name` text NOT NULL,
	`cadre_id` integer,
	`password_hash` text NOT NULL,
	`must_change_password` integer NOT NULL,
	`failed_sign_ins` integer DEFAULT 0 NOT NULL,
	`locked_until` integer,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	`last_sign_in_at` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_login_unique` ON `account` (`login`);--> statement-breakpoint
CREATE UNIQUE INDEX `account_cadreId_unique` ON `account` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `account_role` (
	`account_id` integer NOT NULL,
	`role` text NOT NULL,
	`unit_id` integer,
	`granted_at` integer NOT NULL,
	`granted_by` integer,
	PRIMARY KEY(`account_id`, `role`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `org_unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `cadre` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`staff_number` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`name_initials` text NOT NULL,
	`unit_id` integer NOT NULL,
	`post` text NOT NULL,
	`establishment` text NOT NULL,
	`enforcement_post` integer NOT NULL,
	`joined_on` text NOT NULL,
	`left_on` text,
	FOREIGN KEY (`unit_id`) REFERENCES `org_unit`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cadre_establishment" CHECK("cadre"."establishment" in ('administrative', 'public-institution', 'auxiliary'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cadre_staffNumber_unique` ON `cadre` (`staff_number`);--> statement-breakpoint
CREATE INDEX `cadre_unit` ON `cadre` (`unit_id`);--> statement-breakpoint
CREATE INDEX `cadre_name` ON `cadre` (`name_key`);--> statement-breakpoint
CREATE TABLE `org_unit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`closed_on` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `org_unit_name_unique` ON `org_unit` (`name`);--> statement-breakpoint
CREATE TABLE `setup_link` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `sign_in_session` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`started_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`device` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sign_in_session_account` ON `sign_in_session` (`account_id`);--> statement-breakpoint
CREATE TABLE `audit_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`account_id` integer,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text,
	`detail` text NOT NULL,
	`request_id` text
);
--> statement-breakpoint
CREATE INDEX `audit_event_subject` ON `audit_event` (`subject`,`subject_id`);--> statement-breakpoint
CREATE INDEX `audit_event_at` ON `audit_event` (`at`);--> statement-breakpoint
CREATE TABLE `audit_pending` (
	`event_id` integer PRIMARY KEY NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `audit_event`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `audit_seal` (
	`position` integer PRIMARY KEY NOT NULL,
	`event_id` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_seal_eventId_unique` ON `audit_seal` (`event_id`);--> statement-breakpoint
CREATE TABLE `calendar_day` (
	`day` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	CONSTRAINT "calendar_day_kind" CHECK("calendar_day"."kind" in ('holiday', 'workday'))
);
--> statement-breakpoint
CREATE TABLE `calendar_year` (
	`year` integer PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`entered_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `setting` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`effective_from` text NOT NULL,
	`basis` text NOT NULL,
	`set_by` integer,
	`set_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `setting_key` ON `setting` (`key`,`effective_from`);--> statement-breakpoint
CREATE TABLE `stored_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`stored_at` integer NOT NULL,
	`stored_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stored_file_hash_name` ON `stored_file` (`hash`,`name`);