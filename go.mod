module palier

go 1.26
