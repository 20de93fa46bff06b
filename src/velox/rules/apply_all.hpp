// SPDX-License-Identifier: Apache-2.0
// Candidate after candidate: the first one found is applied, the text that it gives is looked at anew, until nothing is
// found. Rewrites compose this way, as a candidate's edits hold only for the text in which it was found. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/model/candidate.hpp"

namespace velox::rules {

/// The candidates for a text, in order of preference.
using FindCandidates = std::function<Result<std::vector<model::Candidate>>(const std::string& text)>;

struct AppliedCandidate {
  model::Candidate candidate;
  std::string text;              ///< after it
  std::size_t found_before = 0;  ///< candidates for the text it was applied to, itself included
  std::size_t found_after = 0;   ///< candidates for `text`
};

struct Applied {
  std::vector<AppliedCandidate> steps;
  bool ended = false;  ///< nothing is left to apply; false: `most` candidates were, and there are more
};

/// Applies at most `most` candidates. Errors: those of `find`; internal when edits do not fit the text.
Result<Applied> apply_all(const std::string& text, const FindCandidates& find, std::size_t most);

}  // namespace velox::rules
