{{- define "site.name" -}}
{{- .Values.name | default .Release.Name -}}
{{- end -}}

{{- define "site.labels" -}}
app.kubernetes.io/name: blogsite-release
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* The release's own posts by file name, as JSON (which keeps the last newline): files beside the chart, then values. */}}
{{- define "site.posts" -}}
{{- $posts := dict -}}
{{- range $path, $bytes := .Files.Glob .Values.postFiles -}}
{{- $_ := set $posts (base $path) (toString $bytes) -}}
{{- end -}}
{{- range $name, $text := .Values.posts -}}
{{- $_ := set $posts $name $text -}}
{{- end -}}
{{- $bytes := 0 -}}
{{- range $posts }}{{ $bytes = add $bytes (len .) }}{{ end -}}
{{- if gt (int $bytes) 921600 -}}
{{- fail (printf "posts have %d bytes; a ConfigMap takes 921600: put the rest into ConfigMaps of your own and name them in content.configMapRefs" (int $bytes)) -}}
{{- end -}}
{{- toJson $posts -}}
{{- end -}}
