// A second translation unit that uses the header: nothing in it may be defined twice.
#ifndef PCHAT_TEST_OTHER_UNIT_H
#define PCHAT_TEST_OTHER_UNIT_H

#include <pchat.hpp>

std::size_t rooms_by_other_unit(const pchat::Endpoint &endpoint);

#endif
