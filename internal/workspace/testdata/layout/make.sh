#!/bin/sh
# Writes the fixture of the layout that a palier binary writes today:
#   make.sh BINARY > layout-N.tar.gz
# A fixture is made before its layout changes and never again: it stands for the
# workspaces that people have. It holds two model versions, five loads (one undone, one
# with refused rows), guests, refunds and a credit, attributes and engagements.
set -eu
palier=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export PALIER_WORKSPACE=$dir/shop PALIER_USER=fixture
files=$dir/files
mkdir "$files"

awk 'BEGIN {
	print "contact_id,registered_at,email,first_name,consent_email,city"
	for (i = 1; i <= 30; i++)
		printf "c%02d,2023-%02d-%02d,c%02d@example.com,Zoé %d,%s,%s\n", i, 1 + i % 12, 1 + i % 28, i, i, i % 3 ? "opt_in" : "", i % 2 ? "Paris" : "Liège"
}' >"$files/contacts.csv"
awk 'BEGIN {
	print "order_id,contact_id,email,ordered_at,status,item_id,quantity,amount,colour"
	for (i = 1; i <= 80; i++) {
		who = i % 7 ? sprintf("c%02d,", 1 + i * i % 34) : sprintf(",guest%d@example.com", i % 4)
		day = sprintf("2024-%02d-%02d", 1 + i % 9, 1 + i % 28)
		status = i % 11 ? "paid" : "cancelled"
		for (line = 0; line <= i % 2; line++)
			printf "o%d,%s,%s,%s,item%d,1,%d.%02d,%s\n", i, who, day, status, (i + line) % 5, 10 + i * 3, i, line ? "red" : ""
		if (i % 9 == 0)
			printf "o%d,%s,2024-10-%02d,%s,item%d,1,-%d.00,\n", i, who, 1 + i % 28, status, i % 5, 5 + i
	}
	print "credit1,c03,,2024-10-05,paid,,1,-4.00,"
}' >"$files/order_lines.csv"
awk 'BEGIN {
	print "item_id,title,category,price"
	for (i = 0; i < 5; i++) printf "item%d,Thing %d,Things > Sort %d,%d.50\n", i, i, i % 2, 10 + i
}' >"$files/products.csv"
awk 'BEGIN {
	print "contact_id,engaged_at,type,channel,campaign"
	for (i = 1; i <= 25; i++) printf "c%02d,2024-%02d-%02d,%s,email,news-%d\n", 1 + i * 5 % 30, 1 + i % 10, 1 + i % 28, i % 3 ? "click" : "open", i % 4
}' >"$files/engagements.csv"
printf 'order_id,contact_id,ordered_at,amount\nx1,c01,2024-10-20,12.00\nx2,c31,2024-10-21,99.00\nx2,c32,2024-10-21,1.00\no5,c02,2024-10-21,1.00\n' >"$files/refused.csv"
printf 'contact_id,registered_at,email\nc01,2023-05-05,new01@example.com\nlate,2024-01-01,guest1@example.com\n' >"$files/guests.csv"
printf 'order_id,contact_id,ordered_at,amount\no1,c02,2024-11-20,500.00\no80,late,2024-11-21,700.00\n' >"$files/undone.csv"
printf 'order_id,contact_id,email,ordered_at,status,item_id,quantity,amount\no2,c05,,2024-10-25,paid,item1,2,60.00\no2,c05,,2024-10-26,paid,item1,1,-10.00\n' >"$files/replaced.csv"

{
	"$palier" init --timezone Europe/Paris --currency EUR
	"$palier" import "$files"/contacts.csv "$files"/order_lines.csv "$files"/products.csv "$files"/engagements.csv
	"$palier" import --max-refused 100% "$files/refused.csv"
	"$palier" import "$files/guests.csv"
	"$palier" import --max-refused 100% "$files/undone.csv"
	printf 'customer: {defecting: 60, inactive: 240}\n' >"$PALIER_WORKSPACE/model.yaml"
	"$palier" model apply -m "shorter"
	"$palier" import --max-refused 100% "$files/replaced.csv"
	"$palier" loads undo 4
} >&2
rm -rf "$PALIER_WORKSPACE/scratch" "$PALIER_WORKSPACE/palier.lock"
tar -C "$PALIER_WORKSPACE" --sort=name --owner=0 --group=0 --numeric-owner -cf - . | gzip -9n
