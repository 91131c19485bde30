-- Their keys now hold the full pinyin too: the next start writes them anew.
UPDATE statute SET search_key = '';
--> statement-breakpoint
UPDATE outreach_event SET search_key = '';
