# Where things are and what they are called. Sourced by ../cluster and ../test.
# shellcheck shell=bash disable=SC2034

CACHE=${BLOGSITE_CACHE:-${HOME:-/root}/.cache/blogsite}
# Only clusters that bear this prefix are ever touched.
PREFIX=blogsite-
NETWORK=blogsite
