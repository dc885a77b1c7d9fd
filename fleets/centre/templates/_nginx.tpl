{{- define "centre.nginxConf" -}}
# As many as it has cores by its limit, or a few more; not as many as the node has.
worker_processes 2;
worker_rlimit_nofile 65536;
# So long may a request go on whose nginx is to end.
worker_shutdown_timeout 30s;
pid /tmp/nginx.pid;
error_log stderr warn;

events {
  worker_connections 16384;
}

http {
  access_log off;
  server_tokens off;
  client_body_temp_path /tmp/body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;

  {{- include "tankfleet.clientNetwork" . | nindent 2 }}
  limit_conn_zone $client_network zone=connections:10m;
  limit_req_zone $client_network zone=requests:10m rate={{ .Values.edge.requestsPerSecond }}r/s;
  limit_conn_status 429;
  limit_req_status 429;

  # By the way below that gives each connection the preamble which auth expects.
  upstream auth {
    server 127.0.0.1:18888;
    keepalive 16;
  }

  upstream matchmaker {
    server {{ include "tankfleet.name" . }}-matchmaker:8090;
    keepalive 16;
  }
  {{- if .Values.matchmaker.scaling.enabled }}

  upstream scaling {
    server {{ include "tankfleet.name" . }}-matchmaker:8004;
  }
  {{- end }}

  proxy_http_version 1.1;
  proxy_connect_timeout 2s;
  proxy_read_timeout 15s;
  # Set, not appended: what a client says about itself ends here. One header set in a location would hide all of these.
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Proto https;
  proxy_set_header Connection '';

  # Whoever is slow gets little.
  client_header_timeout 5s;
  client_body_timeout 10s;
  client_max_body_size 64k;
  large_client_header_buffers 4 2k;
  keepalive_timeout 15s;
  keepalive_requests 1000;
  send_timeout 10s;

  server {
    {{- include "tankfleet.listen" (list . "8443 ssl") | nindent 4 }}
    server_name {{ .Values.edge.host }};
    ssl_certificate /etc/edge-tls/tls.crt;
    ssl_certificate_key /etc/edge-tls/tls.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:tls:10m;
    add_header Strict-Transport-Security "max-age=31536000" always;

    limit_conn connections {{ .Values.edge.connectionsPerAddress }};
    limit_req zone=requests burst={{ .Values.edge.requestsPerSecond }} nodelay;

    location /auth/ {
      proxy_pass http://auth;
    }

    location = /.well-known/jwks.json {
      proxy_pass http://auth;
    }

    # The page, /matchmaking, /players, /regions and client-config.json.
    location / {
      proxy_pass http://matchmaker;
    }

    # A FleetAutoscaler has nothing to show but the address that it comes from.
    location /autoscale {
      return 404;
    }
    {{- if .Values.matchmaker.scaling.enabled }}
    {{- range $region, $given := .Values.regions }}

    location ~ ^/autoscale/{{ $region }}(/[A-Za-z0-9._-]+)?$ {
      {{- range $given.autoscalerNetworks }}
      allow {{ . }};
      {{- end }}
      deny all;
      proxy_read_timeout 2s;
      # What was looked at, and not what was sent.
      proxy_pass http://scaling$uri;
    }
    {{- end }}
    {{- end }}
  }

  # For the matchmaker, which no preamble comes before.
  server {
    {{- include "tankfleet.listen" (list . "8086") | nindent 4 }}
    location = /.well-known/jwks.json {
      proxy_pass http://auth;
    }
    location / {
      return 404;
    }
  }

  server {
    {{- include "tankfleet.listen" (list . "8081") | nindent 4 }}
    location = /live {
      return 204;
    }
    location / {
      return 404;
    }
  }
}

# Auth reads for whom a connection is before the first request on it: PROXY protocol.
stream {
  {{- include "tankfleet.clientNetwork" . | nindent 2 }}
  limit_conn_zone $client_network zone=auth_connections:10m;

  upstream auth {
    server {{ include "tankfleet.name" . }}-auth:8888;
  }

  proxy_protocol on;
  proxy_connect_timeout 2s;
  # Longer than auth itself waits.
  proxy_timeout 35s;

  server {
    {{- include "tankfleet.listen" (list . "8888 ssl") | nindent 4 }}
    ssl_certificate /etc/edge-tls/tls.crt;
    ssl_certificate_key /etc/edge-tls/tls.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_handshake_timeout 5s;
    limit_conn auth_connections {{ .Values.edge.connectionsPerAddress }};
    proxy_pass auth;
  }

  server {
    listen 127.0.0.1:18888;
    proxy_pass auth;
  }
}
{{- end }}
