// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/instrument.hpp"

#include "velox/base/hash.hpp"
#include "velox/source/edits.hpp"

namespace velox::profile {

std::string capture_id(const model::UnitId& unit) { return short_hash(unit.text(), 16); }

model::Edit instrument(const source::ParsedModule& module, const model::Unit& unit) {
  const std::uint32_t at = module.definition(unit).span().begin;
  const std::string& bytes = module.bytes();
  // A `def` always starts its logical line, so what precedes it on the line is its indentation.
  std::uint32_t start = at;
  while (start > 0 && (bytes[start - 1] == ' ' || bytes[start - 1] == '\t' || bytes[start - 1] == '\f')) --start;
  const std::string decorator =
      "@__import__(\"velox_runtime.capture\", fromlist=[\"x\"]).unit(\"" + capture_id(unit.id) + "\")";
  return {{at, at}, decorator + module.style().newline + bytes.substr(start, at - start)};
}

Result<std::string> instrument_file(const source::ParsedModule& module, const std::vector<model::UnitId>& units) {
  std::vector<model::Edit> edits;
  for (const model::UnitId& id : units) {
    const model::Unit* unit = module.find_unit(id.qualname);
    if (unit == nullptr)
      return fail(ErrorCode::not_found, "no function or method '" + id.qualname + "' in " + module.file());
    edits.push_back(instrument(module, *unit));
  }
  return source::apply_edits(module.bytes(), std::move(edits));
}

}  // namespace velox::profile
