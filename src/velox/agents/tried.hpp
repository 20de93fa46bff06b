// SPDX-License-Identifier: Apache-2.0
// What was tried on a unit, and what came of it: so that nothing is tried twice, and that a search knows which rewrites gain
// nothing by themselves. Lives as long as the work on one unit; not thread-safe.
#pragma once

#include <map>
#include <string>

#include "velox/model/candidate.hpp"
#include "velox/model/verdict.hpp"

namespace velox::agents {

class Tried {
 public:
  /// A candidate for a file with these bytes; `form` is the tree_form of its result.
  void add(const model::Candidate& candidate, const std::string& bytes, const std::string& form,
           const model::Verdict& verdict);

  /// The verdict on a candidate for a file with these bytes, wherever in it its place was then: a patch may have moved it. Null
  /// when it was not tried.
  const model::Verdict* of(const model::Candidate& candidate, const std::string& bytes) const;
  /// The verdict on a result, whichever rewrites led to it, since the base last changed. Null when there is none.
  const model::Verdict* of_form(const std::string& form) const;

  /// An accepted candidate is the new base: results are to be compared with it from now on.
  void base_changed() { by_form_.clear(); }

 private:
  std::map<std::string, model::Verdict> by_gist_, by_form_;
};

}  // namespace velox::agents
