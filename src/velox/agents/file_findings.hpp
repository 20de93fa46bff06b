// SPDX-License-Identifier: Apache-2.0
// What analysis finds in one file, as a value and as bytes for the cache. Plain values; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/model/candidate.hpp"

namespace velox::agents {

/// A place, a reason and what could be saved, before anything was tried.
struct Opportunity {
  model::Candidate candidate;
  std::string line_text;    ///< the source line, trimmed
  std::string fingerprint;  ///< of rule, unit and code; the same wherever the code moves to in its file
  std::string diff;         ///< the fix, as a unified diff
};

struct FileFindings {
  int units = 0;
  int ignored = 0;  ///< opportunities that comments in the code ask to leave alone
  std::vector<Opportunity> opportunities;
  std::vector<model::Refusal> refusals;
  std::vector<std::string> warnings;  ///< why the file was skipped
};

std::string pack(const FileFindings& findings);
/// nullopt for bytes that pack() does not give. `file`: the path that the findings are of, which the bytes leave out.
std::optional<FileFindings> unpack(std::string_view bytes, const std::string& file);

}  // namespace velox::agents
