// Goserver is what the start of the blog server is compared with: net/http that has read a folder of posts
// into memory. It renders nothing and indexes nothing.
package main

import (
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*.md"))
	if err != nil {
		log.Fatal(err)
	}
	posts := make(map[string][]byte, len(files))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		posts["/posts/"+strings.TrimSuffix(filepath.Base(file), ".md")] = text
	}
	log.Fatal(http.ListenAndServe(":8080", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		post, found := posts[r.URL.Path]
		if !found {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write(post)
	})))
}
