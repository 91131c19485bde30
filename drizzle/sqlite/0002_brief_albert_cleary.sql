ALTER TABLE `article` ADD `text` text;--> statement-breakpoint
ALTER TABLE `article` ADD `wording` text;--> statement-breakpoint
CREATE INDEX `article_wording` ON `article` (`wording`);--> statement-breakpoint
ALTER TABLE `statute_version` ADD `frame` text;