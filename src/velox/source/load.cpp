// SPDX-License-Identifier: Apache-2.0
#include "velox/source/parsed_module.hpp"

namespace velox::source {

Result<ParsedModule> ParsedModule::load(const fs::path& path, std::string relative) {
  return parse(VX_TRY(read_file(path)), std::move(relative));
}

}  // namespace velox::source
