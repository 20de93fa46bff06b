// SPDX-License-Identifier: Apache-2.0
// The fate of a sandboxed process, as a value. A failing target is data, not an Error of ours.
#pragma once

#include <cstdint>
#include <string>

namespace velox::model {

enum class OutcomeKind { ok, failed, timed_out, out_of_memory, output_limit, violated_policy, killed, cancelled };
const char* to_string(OutcomeKind kind);

struct Outcome {
  OutcomeKind kind = OutcomeKind::ok;
  std::string reason;  ///< in words: "exit status 1", "killed by signal 9 (memory limit 512 MiB)"
  int exit_code = 0;
  int signal = 0;
  std::string out, err;
  bool output_truncated = false;
  double wall_s = 0;
  double cpu_s = 0;
  std::uint64_t peak_rss_bytes = 0;
  bool ok() const { return kind == OutcomeKind::ok; }
};

}  // namespace velox::model
