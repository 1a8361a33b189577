module blogsite.dev/benchmarks/goserver

go 1.24
