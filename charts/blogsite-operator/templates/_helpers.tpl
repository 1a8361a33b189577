{{/* The name of everything that the release has once, such as blogsite-operator. */}}
{{- define "operator.name" -}}
{{- if hasSuffix "operator" .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-operator" (.Release.Name | trunc 54 | trimSuffix "-") -}}
{{- end -}}
{{- end -}}

{{- define "operator.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "operator.name" .) -}}
{{- else -}}
{{- required "serviceAccount.create is false; serviceAccount.name must name an account that exists" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Labels by which the operator's pods are found; they never change. */}}
{{- define "operator.selector" -}}
app.kubernetes.io/name: blogsite-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "operator.labels" -}}
{{ include "operator.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "operator.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "operator.routerImage" -}}
{{- .Values.router.image | default (printf "%s:%s" .Values.blogServer.image.repository .Chart.AppVersion) -}}
{{- end -}}

{{/* What the restricted Pod Security Standard asks of a container, and a root that cannot be written. */}}
{{- define "operator.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "operator.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* What the operator may do in each namespace that it looks after. */}}
{{- define "operator.rules" -}}
# Sites are their users'; the operator sets its finalizer and reports in status.
- apiGroups: [blogsite.dev]
  resources: [blogsites]
  verbs: [get, list, watch, patch]
- apiGroups: [blogsite.dev]
  resources: [blogsites/status]
  verbs: [patch]
# Where the API server checks who may own what by blockOwnerDeletion.
- apiGroups: [blogsite.dev]
  resources: [blogsites/finalizers]
  verbs: [update]
- apiGroups: [blogsite.dev]
  resources: [blogrollouts]
  verbs: [get, list, watch, create, delete]
- apiGroups: [blogsite.dev]
  resources: [blogrollouts/status]
  verbs: [update]
- apiGroups: [apps]
  resources: [deployments]
  verbs: [get, list, watch, create, patch, delete]
# Written once and never changed.
- apiGroups: [apps]
  resources: [controllerrevisions]
  verbs: [get, list, watch, create, delete]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [services, serviceaccounts]
  verbs: [get, list, watch, create, patch]
# The key of each site's routers, made once and asked for by name.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, create]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [get, list, watch, create, patch]
- apiGroups: [networking.k8s.io]
  resources: [ingresses]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch]
# A pod is annotated so that its kubelet looks for the new configuration at once.
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, patch]
# Counts are read (get) and splits are put (update) through the API server.
- apiGroups: [""]
  resources: [pods/proxy]
  verbs: [get, update]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- end -}}
