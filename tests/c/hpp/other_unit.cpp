#include "other_unit.h"

using namespace std::chrono_literals;

std::size_t rooms_by_other_unit(const pchat::Endpoint &endpoint)
{
    return endpoint.services().browse_by_criteria(pchat::RoomQuery(), 60s).size();
}
