module blogsite.dev/e2e/cluster/hello

go 1.24.0
