# False alarms of the judge. Sourced by ../../bench.
# shellcheck shell=bash disable=SC2154

row_judge() {
  unpack_image operator
  mkdir -p "$SCRATCH"
  echo 'image_java @/app/java.args "$(cat images/operator/main)" judge --simulate' >"$SCRATCH/judge.sh"
  echo 'The judge over simulated rollouts'
  in_image "$SCRATCH/judge.sh"
}
