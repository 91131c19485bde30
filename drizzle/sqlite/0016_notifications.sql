CREATE TABLE `notification` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`values` text NOT NULL,
	`href` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notification_once` ON `notification` (`account_id`,`reason`);--> statement-breakpoint
CREATE INDEX `notification_unread` ON `notification` (`account_id`,`read_at`);--> statement-breakpoint
CREATE TABLE `notification_delivery` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`notification_id` integer,
	`channel` text NOT NULL,
	`key` text NOT NULL,
	`kind` text,
	`values` text,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`next_at` integer NOT NULL,
	`problem` text,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`notification_id`) REFERENCES `notification`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "notification_delivery_channel" CHECK("notification_delivery"."channel" in ('email', 'wecom', 'dingtalk')),
	CONSTRAINT "notification_delivery_state" CHECK("notification_delivery"."state" in ('waiting', 'sent', 'failed'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notification_delivery_key_unique` ON `notification_delivery` (`key`);--> statement-breakpoint
CREATE INDEX `notification_delivery_due` ON `notification_delivery` (`state`,`channel`,`next_at`);--> statement-breakpoint
CREATE TABLE `notification_preference` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`by_email` integer NOT NULL,
	`email` text NOT NULL,
	`locale` text NOT NULL,
	`changed_at` integer NOT NULL
);
