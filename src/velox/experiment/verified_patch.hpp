// SPDX-License-Identifier: Apache-2.0
// A patch that the judge accepted. Its constructor is the judge's alone; `apply` takes nothing else.
#pragma once

#include <string>

#include "velox/base/error.hpp"
#include "velox/base/json.hpp"
#include "velox/model/candidate.hpp"
#include "velox/model/verdict.hpp"

namespace velox::experiment {

class VerifiedPatch {
 public:
  const std::string& id() const { return id_; }          ///< short hash of file, before and after
  const std::string& file() const { return file_; }      ///< relative to the root
  const std::string& before() const { return before_; }  ///< whole bytes of the file
  const std::string& after() const { return after_; }
  const model::Candidate& candidate() const { return candidate_; }
  const model::Verdict& verdict() const { return verdict_; }

  /// For the store: everything, with a digest over it.
  Json to_json() const;
  /// Refuses (invalid) a record whose digest does not match or whose verdict is not `accepted`.
  static Result<VerifiedPatch> from_json(const Json& record);

 private:
  friend class Judge;
  VerifiedPatch() = default;
  std::string id_, file_, before_, after_;
  model::Candidate candidate_;
  model::Verdict verdict_;
};

}  // namespace velox::experiment
