CREATE TABLE `allegation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`complaint_id` integer NOT NULL,
	`position` integer NOT NULL,
	`category` text NOT NULL,
	`finding` text,
	`reason_sealed` text,
	`found_at` integer,
	`found_by` integer,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `allegation_position` ON `allegation` (`complaint_id`,`position`);--> statement-breakpoint
CREATE INDEX `allegation_finding` ON `allegation` (`finding`);--> statement-breakpoint
CREATE TABLE `complainant` (
	`complaint_id` integer PRIMARY KEY NOT NULL,
	`identity_sealed` text NOT NULL,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `complainant_look` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`complaint_id` integer NOT NULL,
	`account_id` integer,
	`reason` text NOT NULL,
	`looked_at` integer NOT NULL,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `complainant_look_complaint` ON `complainant_look` (`complaint_id`);--> statement-breakpoint
CREATE TABLE `complaint` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` text NOT NULL,
	`route` text NOT NULL,
	`channel` text NOT NULL,
	`channel_number` text NOT NULL,
	`receipt_hash` text NOT NULL,
	`received_on` text NOT NULL,
	`happened_on` text,
	`place` text NOT NULL,
	`narrative_sealed` text NOT NULL,
	`wish_sealed` text NOT NULL,
	`stage` text NOT NULL,
	`handler_id` integer,
	`due_on` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `complaint_number_unique` ON `complaint` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `complaint_receiptHash_unique` ON `complaint` (`receipt_hash`);--> statement-breakpoint
CREATE INDEX `complaint_stage` ON `complaint` (`stage`,`due_on`);--> statement-breakpoint
CREATE INDEX `complaint_received` ON `complaint` (`received_on`);--> statement-breakpoint
CREATE INDEX `complaint_place` ON `complaint` (`place`,`happened_on`);--> statement-breakpoint
CREATE TABLE `complaint_act` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`complaint_id` integer NOT NULL,
	`kind` text NOT NULL,
	`detail` text NOT NULL,
	`words_sealed` text,
	`happened_on` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `complaint_act_complaint` ON `complaint_act` (`complaint_id`);--> statement-breakpoint
CREATE TABLE `complaint_evidence` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`complaint_id` integer NOT NULL,
	`kind` text NOT NULL,
	`words_sealed` text NOT NULL,
	`file_hash` text,
	`file_type` text,
	`added_at` integer NOT NULL,
	`added_by` integer,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `complaint_evidence_complaint` ON `complaint_evidence` (`complaint_id`);--> statement-breakpoint
CREATE TABLE `complaint_person` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`complaint_id` integer NOT NULL,
	`part` text NOT NULL,
	`cadre_id` integer,
	`description_sealed` text,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "complaint_person_known" CHECK("complaint_person"."cadre_id" is not null or "complaint_person"."description_sealed" is not null)
);
--> statement-breakpoint
CREATE INDEX `complaint_person_complaint` ON `complaint_person` (`complaint_id`);--> statement-breakpoint
CREATE INDEX `complaint_person_cadre` ON `complaint_person` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `officer_statement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`complaint_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`question_sealed` text NOT NULL,
	`asked_at` integer NOT NULL,
	`asked_by` integer,
	`due_on` text NOT NULL,
	`answer_sealed` text,
	`answered_at` integer,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `officer_statement_once` ON `officer_statement` (`complaint_id`,`cadre_id`);--> statement-breakpoint
CREATE INDEX `officer_statement_cadre` ON `officer_statement` (`cadre_id`,`answered_at`);--> statement-breakpoint
CREATE TABLE `remedy` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`complaint_id` integer NOT NULL,
	`kind` text NOT NULL,
	`target_id` integer NOT NULL,
	`cadre_id` integer,
	`due_on` text NOT NULL,
	`done_on` text,
	`assigned_at` integer NOT NULL,
	`assigned_by` integer,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `remedy_complaint` ON `remedy` (`complaint_id`);--> statement-breakpoint
CREATE INDEX `remedy_cadre` ON `remedy` (`cadre_id`,`done_on`);--> statement-breakpoint
CREATE TABLE `declared_relation` (
	`cadre_id` integer NOT NULL,
	`other_id` integer NOT NULL,
	`kind` text NOT NULL,
	`declared_at` integer NOT NULL,
	PRIMARY KEY(`cadre_id`, `other_id`),
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`other_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `declared_relation_other` ON `declared_relation` (`other_id`);