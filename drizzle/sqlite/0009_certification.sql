CREATE TABLE `authority_proposal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`kind` text NOT NULL,
	`made_on` text NOT NULL,
	`addressee` text NOT NULL,
	`reason` text NOT NULL,
	`document_number` text,
	`note` text,
	`takes_back_id` integer,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `authority_proposal_takesBackId_unique` ON `authority_proposal` (`takes_back_id`);--> statement-breakpoint
CREATE INDEX `authority_proposal_cadre` ON `authority_proposal` (`cadre_id`,`made_on`);--> statement-breakpoint
CREATE TABLE `card_case` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`kind` text NOT NULL,
	`cause` text,
	`opened_on` text NOT NULL,
	`due_on` text,
	`opened_at` integer NOT NULL,
	`opened_by` integer,
	`closed_at` integer,
	`ticks` text NOT NULL,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `card_case_cadre` ON `card_case` (`cadre_id`);--> statement-breakpoint
CREATE INDEX `card_case_open` ON `card_case` (`closed_at`,`due_on`);--> statement-breakpoint
CREATE TABLE `case_step` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`case_id` integer NOT NULL,
	`stage` text NOT NULL,
	`happened_on` text NOT NULL,
	`authority` text NOT NULL,
	`document_number` text,
	`note` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`case_id`) REFERENCES `card_case`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_step_case` ON `case_step` (`case_id`,`id`);--> statement-breakpoint
CREATE TABLE `certification_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`book` text NOT NULL,
	`record_id` integer NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `certification_file_record` ON `certification_file` (`book`,`record_id`);--> statement-breakpoint
CREATE INDEX `certification_file_cadre` ON `certification_file` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `duty_absence` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`from_day` text NOT NULL,
	`until_day` text NOT NULL,
	`kind` text NOT NULL,
	`entered_at` integer NOT NULL,
	`entered_by` integer,
	`ended_at` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "duty_absence_days" CHECK("duty_absence"."until_day" >= "duty_absence"."from_day")
);
--> statement-breakpoint
CREATE INDEX `duty_absence_cadre` ON `duty_absence` (`cadre_id`,`from_day`);--> statement-breakpoint
CREATE TABLE `duty_member` (
	`team_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`team_id`, `cadre_id`),
	FOREIGN KEY (`team_id`) REFERENCES `duty_team`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `duty_member_cadre` ON `duty_member` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `duty_team` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`day` text NOT NULL,
	`starts_at` text NOT NULL,
	`task` text NOT NULL,
	`place` text NOT NULL,
	`field` text NOT NULL,
	`activity` text NOT NULL,
	`note` text,
	`entered_at` integer NOT NULL,
	`entered_by` integer,
	`cancelled_at` integer,
	`cancelled_by` integer
);
--> statement-breakpoint
CREATE INDEX `duty_team_day` ON `duty_team` (`day`,`starts_at`);--> statement-breakpoint
CREATE TABLE `official_exam` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`part` text NOT NULL,
	`sat_on` text NOT NULL,
	`authority` text NOT NULL,
	`passed` integer NOT NULL,
	`score` text,
	`valid_until` text,
	`document_number` text,
	`note` text,
	`takes_back_id` integer,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `official_exam_takesBackId_unique` ON `official_exam` (`takes_back_id`);--> statement-breakpoint
CREATE INDEX `official_exam_cadre` ON `official_exam` (`cadre_id`,`sat_on`);--> statement-breakpoint
CREATE TABLE `person_document` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`kind` text NOT NULL,
	`signed_on` text NOT NULL,
	`valid_until` text,
	`document_number` text,
	`note` text,
	`takes_back_id` integer,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_document_takesBackId_unique` ON `person_document` (`takes_back_id`);--> statement-breakpoint
CREATE INDEX `person_document_cadre` ON `person_document` (`cadre_id`,`kind`);--> statement-breakpoint
CREATE TABLE `proposal_answer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`proposal_id` integer NOT NULL,
	`answered_on` text NOT NULL,
	`outcome` text NOT NULL,
	`document_number` text,
	`note` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`proposal_id`) REFERENCES `authority_proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_answer_proposalId_unique` ON `proposal_answer` (`proposal_id`);--> statement-breakpoint
CREATE TABLE `town_measure` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`kind` text NOT NULL,
	`from_day` text NOT NULL,
	`until_day` text,
	`decided_by` text NOT NULL,
	`reason` text NOT NULL,
	`document_number` text,
	`note` text,
	`takes_back_id` integer,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `town_measure_takesBackId_unique` ON `town_measure` (`takes_back_id`);--> statement-breakpoint
CREATE INDEX `town_measure_cadre` ON `town_measure` (`cadre_id`,`from_day`);--> statement-breakpoint
CREATE TABLE `yearly_check` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`year` integer NOT NULL,
	`opened_on` text NOT NULL,
	`due_on` text NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_by` integer,
	`closed_at` integer,
	`closed_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `yearly_check_year_unique` ON `yearly_check` (`year`);--> statement-breakpoint
CREATE TABLE `yearly_check_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`check_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`declaration` text,
	`declared_at` integer,
	`result` text,
	`result_note` text,
	`decided_on` text,
	`decided_at` integer,
	`decided_by` integer,
	FOREIGN KEY (`check_id`) REFERENCES `yearly_check`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `yearly_check_entry_person` ON `yearly_check_entry` (`check_id`,`cadre_id`);--> statement-breakpoint
CREATE INDEX `yearly_check_entry_cadre` ON `yearly_check_entry` (`cadre_id`);